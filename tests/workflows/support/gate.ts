/** A promise that is kept when somebody opens it. */
export function gate(): Promise<void> & { readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return Object.assign(opened, { open: () => open() });
}
