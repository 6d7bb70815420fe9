/**
 * Colours of the plugin's `<subscribe>` button, which takes hex colours and no CSS variables. They repeat
 * `--live-brand-ink` and `--live-brand` of tokens.wxss: change that file first.
 * @see liveplayer/component-api, subscribe
 */
export const SUBSCRIBE_COLORS = {
  light: { color: '#FFFFFF', backgroundColor: '#CF3A22' },
  dark: { color: '#1A0B07', backgroundColor: '#FF6A4D' },
} as const
