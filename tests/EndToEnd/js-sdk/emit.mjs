// Emits known spans and log records through the OpenTelemetry SDK and prints what the SDK held when it exported them,
// in the shape in which GraphQL answers. usage: node emit.mjs grpc|http/protobuf|http/json ENDPOINT RUN
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { BatchLogRecordProcessor, InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';

const [transport, endpoint, run] = process.argv.slice(2);
const packages = { grpc: 'grpc', 'http/protobuf': 'proto', 'http/json': 'http' };
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${packages[transport]}`);
const { OTLPLogExporter } = await import(`@opentelemetry/exporter-logs-otlp-${packages[transport]}`);
const target = (path) => ({ url: transport === 'grpc' ? endpoint : new URL(path, endpoint).href, compression: 'gzip' });

const resource = resourceFromAttributes({ 'service.name': 'javascript-sdk', 'bench.run.id': run, 'host.cpus': 8, 'host.load': 0.25, 'host.virtual': true });
const keptSpans = new InMemorySpanExporter();
const keptLogs = new InMemoryLogRecordExporter();
const tracers = new BasicTracerProvider({
  resource,
  spanProcessors: [new SimpleSpanProcessor(keptSpans), new BatchSpanProcessor(new OTLPTraceExporter(target('/v1/traces')))],
});
const loggers = new LoggerProvider({
  resource,
  processors: [
    new SimpleLogRecordProcessor({ exporter: keptLogs }),
    new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(target('/v1/logs')) }),
  ],
});

emit(tracers.getTracer('emit', '1.2.3'), loggers.getLogger('emit', '1.2.3'));
const spans = keptSpans.getFinishedSpans().map(spanShape);
const logs = keptLogs.getFinishedLogRecords().map(logShape);
await Promise.all([tracers.forceFlush(), loggers.forceFlush()]);
await Promise.all([tracers.shutdown(), loggers.shutdown()]);
console.log(JSON.stringify({ spans, logs }));

function emit(tracer, logger) {
  const root = tracer.startSpan('root', {
    kind: SpanKind.SERVER,
    startTime: [1790000000, 123456789],
    attributes: {
      text: 'Grüße, 世界 🙂 "quoted"\n\ttabbed', empty: '', integer: 42, 'integer.negative': -7, 'integer.large': Number.MAX_SAFE_INTEGER, 'text.of.integer': '42',
      double: 2.5, 'double.tiny': 1e-9, 'double.long': 123456.78901234567, yes: true, no: false,
      texts: ['a', '', 'ü'], integers: [1, 2, 3], doubles: [0.5, 1.25], booleans: [true, false], none: [],
    },
  }, ROOT_CONTEXT);
  const inRoot = trace.setSpan(ROOT_CONTEXT, root);
  root.addEvent('began', { step: 1, note: 'first' }, [1790000000, 123456790]);
  root.addEvent('without attributes', [1790000000, 200000001]);

  const failed = tracer.startSpan('failed', { kind: SpanKind.CLIENT, startTime: [1790000001, 1] }, inRoot);
  failed.recordException(new TypeError('it broke'), [1790000001, 2]);
  failed.setStatus({ code: SpanStatusCode.ERROR, message: 'it broke' });
  const inFailed = trace.setSpan(inRoot, failed);

  const nested = tracer.startSpan('nested', {
    kind: SpanKind.INTERNAL,
    startTime: [1790000001, 10],
    links: [
      { context: root.spanContext(), attributes: { why: 'caused by', weight: 3, sure: true } },
      { context: { traceId: '0102030405060708090a0b0c0d0e0f10', spanId: 'a1a2a3a4a5a6a7a8', traceFlags: 1 } },
    ],
  }, inFailed);
  logger.emit({ context: trace.setSpan(inFailed, nested), timestamp: [1790000001, 11], severityNumber: SeverityNumber.WARN, severityText: 'WARN', body: 'inside a span', attributes: { integer: 1, text: '1', yes: true, double: 0.1 } });
  nested.end([1790000001, 10]);
  failed.end([1790000001, 500000000]);

  for (const [kind, name] of [[SpanKind.PRODUCER, 'producer'], [SpanKind.CONSUMER, 'consumer']]) {
    const span = tracer.startSpan(name, { kind, startTime: [1790000002, 0] }, inRoot);
    span.setStatus({ code: SpanStatusCode.OK });
    span.end([1790000003, 999999999]);
  }

  root.end([1790000010, 0]);
  for (let i = 0; i < 40; i++) {
    tracer.startSpan(`sibling ${i % 4}`, { startTime: [1790000004, i], attributes: { i } }, inRoot).end([1790000004, i + 1]);
  }

  logger.emit({ timestamp: [1790000005, 7], severityNumber: SeverityNumber.INFO, severityText: 'INFO', eventName: 'something.happened', body: { words: ['a', 'b'], count: 2, nested: { yes: true } }, attributes: { map: { a: 1 }, list: ['x', 1, false], bytes: new Uint8Array([0, 255, 16]) } });
  logger.emit({ timestamp: [1790000005, 8], severityNumber: SeverityNumber.ERROR, body: 12.5 });
  logger.emit({ timestamp: [1790000005, 9], body: new Uint8Array([1, 2, 3]) });
}

function spanShape(span) {
  const duration = nano(span.endTime) - nano(span.startTime);
  return {
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    kind: ['Internal', 'Server', 'Client', 'Producer', 'Consumer'][span.kind],
    serviceName: 'javascript-sdk',
    startTimeUnixNano: String(nano(span.startTime)),
    durationNano: String(duration),
    statusCode: ['Unset', 'Ok', 'Error'][span.status.code],
    statusMessage: span.status.message ?? '',
    traceState: span.spanContext().traceState?.serialize() ?? '',
    scopeName: span.instrumentationScope.name,
    scopeVersion: span.instrumentationScope.version,
    attributes: attributes(span.attributes),
    resourceAttributes: attributes(span.resource.attributes),
    events: span.events.map((event) => ({ name: event.name, timeUnixNano: String(nano(event.time)), attributes: attributes(event.attributes ?? {}) })),
    links: span.links.map((link) => ({ traceId: link.context.traceId, spanId: link.context.spanId, traceState: '', attributes: attributes(link.attributes ?? {}) })),
  };
}

function logShape(record) {
  return {
    timeUnixNano: String(nano(record.hrTime)),
    traceId: record.spanContext?.traceId ?? '',
    spanId: record.spanContext?.spanId ?? '',
    severityNumber: record.severityNumber ?? 0,
    severityText: record.severityText ?? '',
    eventName: record.eventName ?? '',
    serviceName: 'javascript-sdk',
    body: value(record.body),
    attributes: attributes(record.attributes),
  };
}

function attributes(of) {
  return Object.entries(of).map(([key, one]) => ({ key, ...value(one) }));
}

function value(of) {
  if (typeof of === 'string') return { value: of, type: 'STRING' };
  if (typeof of === 'boolean') return { value: String(of), type: 'BOOL' };
  if (typeof of === 'number') return Number.isInteger(of) && Math.abs(of) <= Number.MAX_SAFE_INTEGER ? { value: String(of), type: 'INT' } : { value: String(of), type: 'DOUBLE' };
  if (of instanceof Uint8Array) return { value: Buffer.from(of).toString('base64'), type: 'BYTES' };
  if (Array.isArray(of)) return { value: JSON.stringify(of), type: 'ARRAY' };
  return { value: JSON.stringify(of), type: 'MAP' };
}

function nano([seconds, nanos]) {
  return BigInt(seconds) * 1000000000n + BigInt(nanos);
}
