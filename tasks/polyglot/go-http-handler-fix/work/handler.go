// Package gohttphandler greets people over HTTP.
package gohttphandler

import (
	"encoding/json"
	"net/http"
	"strings"
)

type reply struct {
	Greeting string `json:"greeting,omitempty"`
	Error    string `json:"error,omitempty"`
}

// Greet answers GET /greet?name=NAME with a greeting in JSON, and with 400 where no name was given.
func Greet(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(r.URL.Query().Get("name"))
	if name == "" {
		send(w, http.StatusBadRequest, reply{Error: "a name is needed"})
		return
	}
	send(w, http.StatusOK, reply{Greeting: "Hello, " + name + "!"})
}

func send(w http.ResponseWriter, status int, body reply) {
	if err := json.NewEncoder(w).Encode(body); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
}
