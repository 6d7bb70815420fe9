import type { BaseLogger } from 'pino'

/** Events with fields, so that they can be counted. Never an address, a body or a secret of WeChat. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>
