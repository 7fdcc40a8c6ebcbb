import type { Refusal } from '../domain/case/commands.js';
import type { Channel } from '../domain/contact/channels.js';
import type { DraftType } from '../domain/contact/written-text.js';
import type { StoredCase } from './case-store.js';

/** A text that a person is about to send. */
export interface TextToPreview {
  readonly text: string;
  readonly subject?: string;
  readonly channel?: Channel;
  /** Who would send it. */
  readonly actor: string;
}

/** A message as it would go out now. */
export interface PreviewedMessage {
  readonly kind: 'message';
  readonly channel: Channel;
  /** BCP 47: the locale of what surrounds the text. */
  readonly locale: string;
  readonly subject?: string;
  readonly text: string;
  /** When the hours of contact let it leave; at once where it is missing. */
  readonly leavesAt?: number;
}

/** What people may look at before they write; nothing is sent, and the case hears nothing of it. */
export interface MessagePreviews {
  /** What a person wrote, as it would go out now, or why the case would refuse it. */
  written(stored: StoredCase, text: TextToPreview): Promise<PreviewedMessage | { kind: 'refused'; reason: Refusal }>;
  /**
   * What the mail of this type would say of the case now, without greeting and signature: a start for a text of one's own.
   * What is worth money is masked, as in all texts that staff may read.
   */
  draft(stored: StoredCase, message: DraftType): Promise<DraftedMessage>;
}

/** A start for a text of one's own. */
export interface DraftedMessage {
  readonly text: string;
  /** What it says that is not so; nothing is refused for it. */
  readonly warnings: readonly string[];
}
