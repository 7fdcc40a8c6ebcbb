/** Names a root cause as the people who resolve cases name it. */
export interface CauseRef {
  readonly tenant: string;
  readonly cause: string;
}

/** Whether what made cases fail is mended, who said so, and why; instants are epoch milliseconds. */
export interface CauseRecord extends CauseRef {
  readonly state: 'open' | 'fixed';
  /** When it came to stand so. */
  readonly at: number;
  readonly actor: string;
  readonly note: string;
}

/** Root causes of a tenant, apart from the cases that they made fail. */
export interface CauseStore {
  /** Says how a cause stands; saying it once more changes nothing. Gives what stands now. */
  say(record: CauseRecord): Promise<CauseRecord>;
  /** How it stands, or undefined while nobody has said anything of it. */
  get(ref: CauseRef): Promise<CauseRecord | undefined>;
}
