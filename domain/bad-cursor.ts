/** Thrown when a list is continued from a cursor that it never gave out: the asker's mistake, and no reason to retry. */
export class BadCursor extends Error {
  readonly code = 'bad_cursor';

  constructor() {
    super('continuing the list: the cursor is none that this list gave out');
    this.name = 'BadCursor';
  }
}
