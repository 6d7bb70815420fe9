/** Helpers that the compiler adds for syntax that old phones lack. */
const HELPER_PATH = /(?:^|\/)(?:@babel\/runtime|core-js)\//

const REQUIRED = /\brequire\((["'])([^"']+)\1\)/g

/**
 * The helpers that a packed script requires. Helpers that other helpers require are not listed.
 * @example helpersOf('a.js', 'require("./@babel/runtime/helpers/typeof")') // ['typeof']
 */
export function helpersOf(path: string, script: string): string[] {
  if (!path.endsWith('.js') || HELPER_PATH.test(path)) return []
  return [...script.matchAll(REQUIRED)].flatMap(([, , required = '']) => {
    if (!HELPER_PATH.test(required)) return []
    return [
      required.replace(/^.*@babel\/runtime\/(?:helpers\/)?/, '').replace(/^.*(?=core-js\/)/, ''),
    ]
  })
}
