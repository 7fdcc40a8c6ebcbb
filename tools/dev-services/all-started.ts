interface Stoppable {
  readonly stop: () => Promise<void>;
}

/** Waits until each of these services has started. Throws when one cannot be had; those that started are stopped. */
export async function allStarted(starting: readonly Promise<Stoppable | undefined>[]): Promise<void> {
  const ended = await Promise.allSettled(starting);
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed === undefined) return;
  await Promise.allSettled(ended.map(async (end) => (end.status === 'fulfilled' ? end.value?.stop() : undefined)));
  throw failed.reason;
}
