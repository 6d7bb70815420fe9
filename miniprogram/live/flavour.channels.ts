/** Which of its two flavours the app was built in; see docs/choosing.md. */
export type Flavour = 'plugin' | 'channels'

export const FLAVOUR: Flavour = 'channels'
