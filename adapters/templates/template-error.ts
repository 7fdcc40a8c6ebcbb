/** Why a text could not be rendered; publishing rules out all but a programme that is gone. */
export type TemplateErrorCode = 'programme_missing' | 'template_missing' | 'template_broken';

/** A text that could not be rendered; the message names programme and template, `cause` is Liquid's own error. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code: TemplateErrorCode;

  constructor(code: TemplateErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
