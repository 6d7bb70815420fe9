/**
 * How the plugin's <subscribe> looks. It is WeChat's own component and takes no CSS variables:
 * numbers are px, colours are hex. The colour is `--brand` of app.wxss in its light theme, on
 * which white text is readable in both.
 * @see liveplayer/component-api, subscribe
 */
export const subscribeStyle = {
  width: 72,
  height: 44,
  fontSize: 14,
  color: '#FFFFFF',
  backgroundColor: '#CF3A22',
} as const
