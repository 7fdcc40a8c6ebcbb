export { createTemplates } from './create-templates.js';
export { TemplateError, type TemplateErrorCode } from './template-error.js';
