/** What a command line asks for. */
export type Asked<Options> = { readonly kind: 'run'; readonly options: Options } | { readonly kind: 'help' } | Misuse;

interface Misuse {
  readonly kind: 'misuse';
  readonly why: string;
}

/** What `read` makes of a command line; where it throws, a misuse, of which the error says what is wrong. */
export function readCommandLine<Read>(read: () => Read): Read | Misuse {
  try {
    return read();
  } catch (error) {
    return { kind: 'misuse', why: (error as Error).message };
  }
}
