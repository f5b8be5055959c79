module tracing.example/gohttphandler

go 1.19
