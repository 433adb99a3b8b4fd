/** The store cannot be opened as it is set up. The message is one line for whoever starts the program. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
}

/** What the database or the way to it says, and what mends it. Codes of PostgreSQL, Node and OpenSSL. */
function advice(code: string, message: string, { user, host, database }: Address): string | undefined {
  switch (code) {
    case '28P01':
      return `the password of the role ${user} is wrong`;
    case '28000':
      return `the role ${user} may not log in from here (${message}): see pg_hba.conf`;
    case '3D000':
      return `there is no database "${database}" at ${host}: make it (createdb), or mend the name`;
    case '42501':
      return `the role ${user} may not make tables (${message}): let it own the database or its schema`;
    case '25006':
      return `${host} only reads (a standby, or default_transaction_read_only): give the address of the primary`;
    case '53300':
      return `${host} has no connection left (${message}): raise max_connections, or stop what takes them`;
    case '57P03':
      return `${host} is starting or stopping (${message}): try again in a moment`;
    case 'ECONNREFUSED':
      return `nobody listens at ${host}: is PostgreSQL running, and are host and port right?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host of ${host} is not known: is the name right?`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${host} does not answer: is the address right, and does a firewall stand between?`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return (
        `the certificate of ${host} is signed by nobody known: add sslmode=verify-full&sslrootcert=FILE with the ` +
        'certificate of who signed it, or sslmode=no-verify where the way there is safe'
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the certificate of ${host} is for another host: use the name that it has`;
    case 'CERT_HAS_EXPIRED':
      return `the certificate of ${host} has expired: it must be renewed there`;
  }
  if (/does not support SSL/i.test(message)) return `${host} speaks no TLS: take sslmode out of it`;
  if (/timeout/i.test(message)) return advice('ETIMEDOUT', message, { user, host, database });
  return undefined;
}

interface Address {
  readonly user: string;
  readonly host: string;
  readonly database: string;
}

/**
 * Says in one line why the database cannot be used. No password in it.
 * @returns the error itself when it is of another kind
 */
export function explainDatabase(error: unknown, url: string): unknown {
  if (error instanceof StoreUnavailableError || !(error instanceof Error)) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  // A host with two addresses: one error for each.
  const { message } = error instanceof AggregateError ? ((error.errors[0] as Error | undefined) ?? error) : error;
  const said = advice(code, message, addressOf(url));
  if (said !== undefined) return new StoreUnavailableError(`DATABASE_URL: ${said}`, { cause: error });
  // Of another kind, but from the database: its own words.
  return code === '' ? error : new StoreUnavailableError(`DATABASE_URL: ${message} (${code})`, { cause: error });
}

function addressOf(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return {
    user: decodeURIComponent(parsed?.username ?? ''),
    host: parsed?.host ?? 'the database',
    database: decodeURIComponent(parsed?.pathname.slice(1) ?? ''),
  };
}
