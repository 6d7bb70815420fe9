/** A value in WXSS units as CSS. */
export function toCssValue(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, 'calc($1 * var(--rpx))')
    .replace(/(-?\d*\.?\d+)vh\b/g, '$1cqh') // WeChat's page ends below the title bar
    .replace(
      /\b(?:env|constant)\(\s*(safe-area-inset-(?:top|right|bottom|left))\s*(?:,[^)]*)?\)/g,
      'var(--$1, 0px)',
    )
}
