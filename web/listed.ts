import type { Page } from '../ports/case-store.js';
import type { ListPage } from './api/page.js';

/** Answers a page of a list, each item as a caller sees it. */
export function listed<Kept, Item>({ items, next }: Page<Kept>, itemOf: (kept: Kept) => Item): ListPage<Item> {
  return { items: items.map(itemOf), next: next ?? null };
}
