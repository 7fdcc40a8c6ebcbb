/** Goes on from a place in the text; false where that leads nowhere. */
type Next = (at: number) => boolean;
/** Matches from a place on, and then what follows. */
type Part = (at: number, next: Next) => boolean;

/** How many repetitions a quantifier allows, and whether it tries fewer first. */
interface Repeats {
  readonly least: number;
  readonly most: number;
  readonly isLazy: boolean;
}

/**
 * Searches a text as a backtracking engine does and counts the single signs that it compares, so that a slow pattern is found
 * on any machine. Knows what our patterns are made of: letters, classes, groups, looking ahead, `|`, quantifiers, `^ $ \b`.
 */
export function searched(pattern: RegExp, text: string): { readonly found: boolean; readonly steps: number } {
  let steps = 0;
  const isWord = (at: number) => /\w/.test(text.charAt(at));
  const one =
    (is: (sign: string) => boolean): Part =>
    (at, next) => {
      steps += 1;
      return at < text.length && is(text.charAt(at)) && next(at + 1);
    };
  const where =
    (holds: (at: number) => boolean): Part =>
    (at, next) => {
      steps += 1;
      return holds(at) && next(at);
    };
  const places: Readonly<Record<string, Part>> = {
    '^': where((at) => at === 0),
    $: where((at) => at === text.length),
    '\\b': where((at) => isWord(at - 1) !== isWord(at)),
  };
  let rest = pattern.source;
  const taken = (shape: RegExp): string | undefined => {
    const [whole] = new RegExp(`^(?:${shape.source})`).exec(rest) ?? [];
    rest = rest.slice(whole?.length ?? 0);
    return whole;
  };

  function choice(): Part {
    const ways = [sequence()];
    while (taken(/\|/) !== undefined) ways.push(sequence());
    return (at, next) => ways.some((way) => way(at, next));
  }

  function sequence(): Part {
    const parts: Part[] = [];
    while (rest !== '' && !/^[|)]/.test(rest)) parts.push(repeated(atom()));
    return parts.reduceRight<Part>(
      (behind, part) => (at, next) => part(at, (end) => behind(end, next)),
      (at, next) => next(at),
    );
  }

  function atom(): Part {
    const group = taken(/\(\?[:!=]|\(/);
    if (group !== undefined) return grouped(group);
    const place = taken(/\\b|[$^]/);
    if (place !== undefined) return places[place] ?? unknown();
    const sign = taken(/\[[^\]]*\]|\\.|[^()|*+?{}[\]]/) ?? unknown();
    const shape = new RegExp(`^${sign}$`);
    return one((other) => (sign.length === 1 ? sign === other : shape.test(other)));
  }

  function grouped(kind: string): Part {
    const inner = choice();
    if (taken(/\)/) === undefined) unknown();
    if (kind === '(?!') return where((at) => !inner(at, () => true));
    return kind === '(?=' ? where((at) => inner(at, () => true)) : inner;
  }

  function repeated(part: Part): Part {
    const quantifier = taken(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/);
    if (quantifier === undefined) return part;
    const repeats = repeatsOf(quantifier);
    return (at, next) => again(part, repeats, next)(at, 0);
  }

  const unknown = (): never => {
    throw new Error(`Cannot count the steps of »${pattern.source}« at »${rest}«.`);
  };

  const whole = choice();
  const found = Array.from({ length: text.length + 1 }, (_, at) => at).some((at) => whole(at, () => true));
  return { found, steps };
}

function again(part: Part, { least, most, isLazy }: Repeats, next: Next): (at: number, count: number) => boolean {
  const from = (at: number, count: number): boolean => {
    const more = () => count < most && part(at, (end) => end > at && from(end, count + 1));
    const enough = () => count >= least && next(at);
    return isLazy ? enough() || more() : more() || enough();
  };
  return from;
}

function repeatsOf(quantifier: string): Repeats {
  const isLazy = quantifier.length > 1 && quantifier.endsWith('?');
  const [least = 0, most = least] = quantifier.startsWith('{')
    ? (/\{(\d+),?(\d*)/.exec(quantifier) ?? []).slice(1).map((one) => (one === '' ? Infinity : Number(one)))
    : ({ '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[quantifier.charAt(0)] ?? []);
  return { least, most, isLazy };
}
