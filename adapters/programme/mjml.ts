import mjml2html from 'mjml';
import type { Finding } from './finding.js';

/** Compiles a layout once, when the programme is read; Liquid passes through untouched. */
export async function compileMjml(
  file: string,
  text: string,
): Promise<{ readonly html: string; readonly findings: readonly Finding[] }> {
  try {
    const { html } = await mjml2html(text, { validationLevel: 'strict', keepComments: false, ignoreIncludes: true });
    return { html, findings: [] };
  } catch (error) {
    return { html: '', findings: errorsOf(error).map(({ line, message }) => ({ file, line, message })) };
  }
}

/** A validation error lists what is wrong; anything else is wrong with the file as a whole. */
function errorsOf(error: unknown): readonly { readonly line: number; readonly message: string }[] {
  if (!(error instanceof Error)) return [{ line: 1, message: String(error) }];
  if (!('errors' in error) || !Array.isArray(error.errors)) return [{ line: 1, message: error.message }];
  return error.errors.map((one: { line?: number; message?: string }) => ({
    line: one.line ?? 1,
    message: one.message ?? error.message,
  }));
}
