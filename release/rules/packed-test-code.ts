import { packedSource } from '../project/packed-source'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

const TEST_PATH =
  /(?:^|\/)(?:test|tests|__tests__|__mocks__|__snapshots__|e2e|sandbox)\/|\.(?:test|spec)\.\w+$|\.snap$/

/** Names that exist only in the sandbox. */
const SANDBOX_NAME = /__livePlugin\b|__sim\b|\/__sandbox\//

/**
 * Tests and sandbox code must not be packed: they add size and show strangers how the app is
 * tested.
 */
export const packedTestCode: Rule = {
  name: 'packed-test-code',
  check: ({ project, packed }) =>
    (packed ?? []).flatMap(({ path }) => {
      const source = packedSource(project, path)
      const file = shownPath(project, source?.path ?? path)
      if (TEST_PATH.test(path))
        return [
          {
            file,
            line: 1,
            message: 'Test code would be uploaded. Move it out of the folder of app.json.',
          },
        ]
      const lines = source?.text?.split('\n') ?? []
      return lines.flatMap((text, index) =>
        SANDBOX_NAME.test(text)
          ? [
              {
                file,
                line: index + 1,
                message:
                  'The app uses the sandbox here, which does not exist on a phone. Remove it, and ' +
                  'control the sandbox from the test.',
              },
            ]
          : [],
      )
    }),
}
