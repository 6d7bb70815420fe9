import { shownPath } from '../project/project'
import { stylePictures } from '../project/references'
import type { Rule } from './rule'

/**
 * A style sheet cannot use files of the app: WeChat's compiler of styles (miniprogram-compiler
 * 0.2.3) silently replaces such an address by `do-not-use-local-path`.
 */
export const stylePicture: Rule = {
  name: 'style-picture',
  check: ({ project }) =>
    [...project.files.values()].flatMap(({ path, text }) => {
      if (text === null || !path.endsWith('.wxss')) return []
      return stylePictures(text)
        .filter(({ specifier }) => !/^(?:[a-z][\w+.-]*:|\/\/|#|\{\{)/i.test(specifier))
        .map(({ specifier, line }) => ({
          file: shownPath(project, path),
          line,
          message:
            `url(${specifier}) stays empty on the phone: styles cannot use files of the app. ` +
            'Use <image>, or an https: or data: address.',
        }))
    }),
}
