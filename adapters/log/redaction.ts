/** Fields that hold something personal or secret wherever they occur in Amends, in a provider's answer or in a request. */
const personalFields = [
  ...['name', 'toName', 'customer', 'email', 'phone', 'address', 'to', 'recipient', 'envelope'],
  ...['subject', 'story', 'text', 'html', 'body', 'note', 'answer', 'comment', 'facts', 'rendered', 'voucher'],
  ...['token', 'authorization', 'cookie', 'password', 'secret', 'apiKey', 'authToken', 'uri', 'url', 'headers'],
];

/** How deep a field may lie in what is logged and still be found. */
const levels = ['', '*.', '*.*.', '*.*.*.'];

/** Where pino looks for personal fields. */
export const personalPaths: readonly string[] = levels.flatMap((level) =>
  personalFields.map((field) => `${level}${field}`),
);

/** What gives itself away by its shape, wherever it stands in a line: also in words that others have written. */
const shapes: readonly (readonly [shape: RegExp, instead: string])[] = [
  [/[^\s"'\\<>(),:;/[\]]{1,100}(?::[^\s"'\\<>@/]{1,100})?@[^\s"'\\<>(),:;/[\]]{1,255}/g, '[address]'],
  [/\+[1-9](?:[ .()-]{0,2}\d){7,14}\b/g, '[number]'],
  [/\/([scu])\/[\w.~%-]+/g, '/$1/[token]'],
  [/\bBearer [\x21\x23-\x5b\x5d-\x7e]+/gi, 'Bearer [token]'],
];

/** A line of the log without mail addresses, phone numbers, keys, and links that act for a customer. */
export function withoutPersonalShapes(line: string): string {
  return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), line);
}
