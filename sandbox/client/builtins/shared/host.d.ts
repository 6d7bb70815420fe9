/** The host's services (host/builtin-host.ts), a global of the built-ins' modules only. */
declare const host: import('../../host/builtin-host').BuiltinHost
