import type { CaseEvent, CaseEventType } from './case-events.js';
import type { OpenCase } from './recovery-case.js';

/** How each kind of fact changes an open case; one pure function a fact. */
export type Folds<T extends CaseEventType> = { readonly [K in T]: (c: OpenCase, event: CaseEvent<K>) => OpenCase };
