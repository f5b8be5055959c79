// Asks a scripted model through a vendor's own SDK and prints what the SDK understood.
// usage: node ask.mjs chat|responses|messages|gemini whole|stream BASE
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const [protocol, manner, base] = process.argv.slice(2);
const stream = manner === 'stream';
const schema = { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] };
const ask = { chat, responses, messages, gemini }[protocol];
console.log(JSON.stringify(await ask()));

async function chat() {
  const client = new OpenAI({ baseURL: `${base}v1`, apiKey: 'unused', maxRetries: 2 });
  const request = {
    model: 'scripted-model',
    messages: [{ role: 'user', content: 'Go.' }],
    tools: [{ type: 'function', function: { name: 'bash', parameters: schema } }],
  };
  const answer = stream
    ? await client.chat.completions.stream({ ...request, stream_options: { include_usage: true } }).finalChatCompletion()
    : await client.chat.completions.create(request);
  const [{ message, finish_reason: finish }] = answer.choices;
  return {
    id: answer.id, text: message.content, finish,
    calls: message.tool_calls.map((call) => ({ id: call.id, name: call.function.name, arguments: JSON.parse(call.function.arguments) })),
    usage: {
      prompt: answer.usage.prompt_tokens, cached: answer.usage.prompt_tokens_details.cached_tokens, cacheCreation: 0,
      completion: answer.usage.completion_tokens, reasoning: answer.usage.completion_tokens_details.reasoning_tokens,
    },
  };
}

async function responses() {
  const client = new OpenAI({ baseURL: `${base}v1`, apiKey: 'unused', maxRetries: 2 });
  const request = { model: 'scripted-model', input: 'Go.', tools: [{ type: 'function', name: 'bash', parameters: schema, strict: false }] };
  const answer = stream ? await client.responses.stream(request).finalResponse() : await client.responses.create(request);
  return {
    id: answer.id, text: answer.output_text, finish: answer.status,
    calls: answer.output.filter((item) => item.type === 'function_call').map((call) => ({ id: call.call_id, name: call.name, arguments: JSON.parse(call.arguments) })),
    usage: {
      prompt: answer.usage.input_tokens, cached: answer.usage.input_tokens_details.cached_tokens, cacheCreation: 0,
      completion: answer.usage.output_tokens, reasoning: answer.usage.output_tokens_details.reasoning_tokens,
    },
  };
}

async function messages() {
  const client = new Anthropic({ baseURL: base, apiKey: 'unused', maxRetries: 2 });
  const request = {
    model: 'scripted-model', max_tokens: 1000,
    messages: [{ role: 'user', content: 'Go.' }],
    tools: [{ name: 'bash', input_schema: schema }],
  };
  const answer = stream ? await client.messages.stream(request).finalMessage() : await client.messages.create(request);
  const { usage } = answer;
  return {
    id: answer.id, finish: answer.stop_reason,
    text: answer.content.filter((block) => block.type === 'text').map((block) => block.text).join(''),
    calls: answer.content.filter((block) => block.type === 'tool_use').map((call) => ({ id: call.id, name: call.name, arguments: call.input })),
    usage: {
      prompt: usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens, cached: usage.cache_read_input_tokens,
      cacheCreation: usage.cache_creation_input_tokens, completion: usage.output_tokens, reasoning: 0,
    },
    counted: (await client.messages.countTokens({ model: request.model, messages: request.messages })).input_tokens,
  };
}

async function gemini() {
  const client = new GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: base, retryOptions: { attempts: 3 } } });
  const request = {
    model: 'scripted-model', contents: 'Go.',
    config: { tools: [{ functionDeclarations: [{ name: 'bash', parametersJsonSchema: schema }] }] },
  };
  const answers = [];
  if (stream) {
    for await (const one of await client.models.generateContentStream(request)) answers.push(one);
  } else {
    answers.push(await client.models.generateContent(request));
  }
  const parts = answers.flatMap((answer) => answer.candidates[0].content.parts);
  const { usageMetadata: usage } = answers.at(-1);
  return {
    id: answers.at(-1).responseId, finish: answers.at(-1).candidates[0].finishReason,
    text: parts.map((part) => part.text ?? '').join(''),
    calls: parts.filter((part) => part.functionCall).map(({ functionCall: call }) => ({ id: call.id, name: call.name, arguments: call.args })),
    usage: {
      prompt: usage.promptTokenCount, cached: usage.cachedContentTokenCount, cacheCreation: 0,
      completion: usage.candidatesTokenCount + usage.thoughtsTokenCount, reasoning: usage.thoughtsTokenCount,
    },
    counted: (await client.models.countTokens({ model: request.model, contents: 'Go.' })).totalTokens,
  };
}
