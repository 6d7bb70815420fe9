/** Files of the app by their ending, with paths below miniprogram/. */
export function files(ending: '.wxml' | '.wxss' | '.json' | '.ts'): readonly string[]
export function read(file: string): string
/** All templates by WeChat's compiler. @throws with file and line */
export function compileTemplates(): string
/** '': WeChat's style compiler takes them all. */
export function styleProblems(): string
export function templateProblems(file: string): readonly string[]
