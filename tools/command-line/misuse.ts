/** What Node adds to an unknown option about words that are none; no tool of ours takes such words. */
const adviceOfNode = /\. To specify a positional argument.*$/s;

/** What a tool says on standard error, with exit code 2, where it was not called rightly: what is wrong, and how to learn more. */
export function misuse(command: string, why: string): string {
  return `${why.replace(adviceOfNode, '')}\n${command} -- --help shows how it is called.\n`;
}
