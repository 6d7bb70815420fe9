/** Converts a value with WXSS units to CSS. */
export function toCssValue(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, 'calc($1 * var(--rpx))')
    .replace(/(-?\d*\.?\d+)vh\b/g, '$1cqh') // in WeChat the page's height excludes the title bar
    .replace(
      /\b(?:env|constant)\(\s*(safe-area-inset-(?:top|right|bottom|left))\s*(?:,[^)]*)?\)/g,
      'var(--$1, 0px)',
    )
}
