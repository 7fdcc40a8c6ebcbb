import { createMarks } from '../../adapters/marks/index.js';

/** The secret under which tests name messages and addresses. */
export const keySecret = 'a secret of thirty-two bytes, ok';

/** Names of messages and addresses, as the product makes them. */
export const marks = createMarks(keySecret);
