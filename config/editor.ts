/** The command that edits a file, as the terminal's user has chosen it by VISUAL or EDITOR; undefined where neither is set. */
export function readEditor(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return [env['VISUAL'], env['EDITOR']].find((command) => command !== undefined && command.trim() !== '');
}
