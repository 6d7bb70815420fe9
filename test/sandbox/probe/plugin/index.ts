export const answer = (): number => 42

/** Names that a plugin sees of Channels. */
export const channelsNames = (): string[] =>
  Object.keys(wx).filter((name) => name.includes('Channels'))
