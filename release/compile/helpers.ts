/** Code of the compiler's own, packed for syntax that old phones do not know. */
const HELPER_PATH = /(?:^|\/)(?:@babel\/runtime|core-js)\//

const REQUIRED = /\brequire\((["'])([^"']+)\1\)/g

/**
 * The helpers that a packed script asks for by itself; what helpers ask of each other is not its
 * fault.
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
