/** Characters of HTML that are looked at: far more than the text that is kept. */
const LOOKED_AT = 300_000;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of an HTML mail that has no text of its own, line by line, without what it quotes. */
export function plainText(html: string): string {
  const body = html.slice(0, LOOKED_AT);
  return withoutElements(body, ['head', 'style', 'script', 'title', 'blockquote'])
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>|<\/(?:p|div|tr|li|h[1-6])>/gi, '\n')
    .replace(/<[^<>]{0,5000}>/g, '')
    .replace(/&#?\w{2,8};/g, decoded)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Without these elements and what is in them, to the last end of each. */
function withoutElements(html: string, names: readonly string[]): string {
  return names.reduce((left, name) => {
    const begin = left.search(new RegExp(`<${name}[\\s>]`, 'i'));
    const end = left.toLowerCase().lastIndexOf(`</${name}>`);
    return begin === -1 || end < begin ? left : left.slice(0, begin) + left.slice(end + name.length + 3);
  }, html);
}

function decoded(whole: string): string {
  const name = whole.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return entities[name] ?? whole;
  const point = Number(name.startsWith('#x') ? `0x${name.slice(2)}` : name.slice(1));
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
