/** What shuts an address for a class of messages alone; everything else shuts it for all. */
const partly: Readonly<Record<string, string>> = {
  unsubscribed: 'no surveys there',
  no_marketing: 'no promotion there',
};

/** What a reason keeps from an address, in words. */
export function stopWords(reason: string): string {
  return partly[reason] ?? `stopped: ${reason}`;
}
