/** What Node runs TypeScript with, wherever a process of ours has its working folder. */
export const tsxLoader = import.meta.resolve('tsx');
