export { checkRelay } from './check-relay.js';
export { MARK_HEADER as KEY_HEADER } from '../../../domain/sends/mark.js';
export { createEmailChannel, type EmailSettings } from './email-channel.js';
export { createEmailHook } from './signed-hook.js';
