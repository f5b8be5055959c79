package gohttphandler

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

func call(t *testing.T, target string) (*http.Response, map[string]string) {
	t.Helper()
	recorder := httptest.NewRecorder()
	Greet(recorder, httptest.NewRequest(http.MethodGet, target, nil))
	response := recorder.Result()
	var body map[string]string
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatalf("body is not JSON: %v", err)
	}
	return response, body
}

func TestGreet_NameIsGreeted(t *testing.T) {
	response, body := call(t, "/greet?name=Ada")
	if response.StatusCode != http.StatusOK {
		t.Errorf("status: got %d want %d", response.StatusCode, http.StatusOK)
	}
	if body["greeting"] != "Hello, Ada!" {
		t.Errorf("greeting: got %q", body["greeting"])
	}
}

func TestGreet_MissingNameReturns400(t *testing.T) {
	response, body := call(t, "/greet")
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("status: got %d want %d", response.StatusCode, http.StatusBadRequest)
	}
	if body["error"] == "" {
		t.Errorf("error: got none")
	}
}

func TestGreet_EmptyNameReturns400(t *testing.T) {
	response, _ := call(t, "/greet?name=%20")
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("status: got %d want %d", response.StatusCode, http.StatusBadRequest)
	}
}

func TestGreet_AnswersInJson(t *testing.T) {
	for _, target := range []string{"/greet?name=Ada", "/greet"} {
		response, _ := call(t, target)
		if got := response.Header.Get("Content-Type"); got != "application/json" {
			t.Errorf("content type of %s: got %q", target, got)
		}
	}
}
