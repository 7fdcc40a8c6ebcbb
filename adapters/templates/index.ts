export { createTemplates } from './create-templates.js';
export { TemplateError } from './template-error.js';
