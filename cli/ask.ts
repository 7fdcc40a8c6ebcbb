import { createInterface } from 'node:readline';

/** Puts a question on standard error and gives the line that is typed; empty when the input ends first, as by Ctrl-D. */
export function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    const ended = (): void => {
      process.stderr.write('\n');
      resolve('');
    };
    lines.once('close', ended);
    lines.question(question, (answer) => {
      lines.off('close', ended);
      lines.close();
      resolve(answer);
    });
  });
}
