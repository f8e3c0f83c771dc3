import { isForeignKeyViolation, isUniqueViolation, postgresFailure, spendsConnection } from './failures.js';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

describe('the meaning of a PostgreSQL failure', () => {
  it.each([
    ['08000', 'connection_exception', 'unavailable', true],
    ['08001', 'sqlclient_unable_to_establish_sqlconnection', 'unavailable', true],
    ['08003', 'connection_does_not_exist', 'unavailable', true],
    ['08004', 'sqlserver_rejected_establishment_of_sqlconnection', 'unavailable', true],
    ['08006', 'connection_failure', 'unavailable', true],
    ['08007', 'transaction_resolution_unknown', 'unavailable', true],
    ['08P01', 'protocol_violation', 'unavailable', true],
    ['0A000', 'feature_not_supported, as a plan whose table has changed', 'statement', true],
    ['22003', 'numeric_value_out_of_range', 'statement', false],
    ['22P02', 'invalid_text_representation', 'statement', false],
    ['22P05', 'untranslatable_character', 'statement', false],
    ['23502', 'not_null_violation', 'statement', false],
    ['23503', 'foreign_key_violation', 'statement', false],
    ['23505', 'unique_violation', 'statement', false],
    ['23514', 'check_violation', 'statement', false],
    ['25001', 'active_sql_transaction', 'misfit', true],
    ['25006', 'read_only_sql_transaction', 'unavailable', true],
    ['25P01', 'no_active_sql_transaction', 'misfit', true],
    ['25P02', 'in_failed_sql_transaction', 'misfit', true],
    ['25P03', 'idle_in_transaction_session_timeout', 'unavailable', true],
    ['25P04', 'transaction_timeout', 'unavailable', true],
    ['26000', 'invalid_sql_statement_name', 'misfit', true],
    ['28000', 'invalid_authorization_specification', 'misfit', true],
    ['28P01', 'invalid_password', 'misfit', true],
    ['3D000', 'invalid_catalog_name', 'misfit', true],
    ['3F000', 'invalid_schema_name', 'misfit', false],
    ['40001', 'serialization_failure', 'conflict', false],
    ['40002', 'transaction_integrity_constraint_violation', 'misfit', false],
    ['40003', 'statement_completion_unknown', 'misfit', false],
    ['40P01', 'deadlock_detected', 'conflict', false],
    ['42501', 'insufficient_privilege', 'misfit', false],
    ['42601', 'syntax_error', 'misfit', false],
    ['42703', 'undefined_column', 'misfit', false],
    ['42P01', 'undefined_table', 'misfit', false],
    ['42P05', 'duplicate_prepared_statement', 'misfit', true],
    ['53000', 'insufficient_resources', 'unavailable', true],
    ['53100', 'disk_full', 'unavailable', true],
    ['53200', 'out_of_memory', 'unavailable', true],
    ['53300', 'too_many_connections', 'unavailable', true],
    ['53400', 'configuration_limit_exceeded', 'unavailable', true],
    ['54000', 'program_limit_exceeded', 'statement', false],
    ['55000', 'object_not_in_prerequisite_state', 'misfit', false],
    ['55P03', 'lock_not_available', 'unavailable', false],
    ['57014', 'query_canceled', 'unavailable', false],
    ['57P01', 'admin_shutdown', 'unavailable', true],
    ['57P02', 'crash_shutdown', 'unavailable', true],
    ['57P03', 'cannot_connect_now', 'unavailable', true],
    ['57P04', 'database_dropped', 'unavailable', true],
    ['57P05', 'idle_session_timeout', 'unavailable', true],
    ['58000', 'system_error', 'unavailable', true],
    ['58030', 'io_error', 'unavailable', true],
    ['58P01', 'undefined_file', 'unavailable', true],
    ['F0000', 'config_file_error', 'misfit', true],
    ['P0001', 'raise_exception', 'statement', false],
    ['XX000', 'internal_error', 'misfit', true],
    ['XX001', 'data_corrupted', 'misfit', true],
  ])('%s (%s): %s', (code, _name, failure, spent) => {
    expect([postgresFailure(withCode(code)), spendsConnection(withCode(code))]).toEqual([failure, spent]);
  });

  it.each([
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'].map((code) =>
      withCode(code),
    ),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('Client was closed and is not queryable'),
    new Error('Query read timeout'),
  ])('a lost connection: $code $message', (error) => {
    expect([postgresFailure(error), spendsConnection(error)]).toEqual(['unavailable', true]);
  });

  it('is found in causes and among several', () => {
    const wrapped = new Error('outside', { cause: new Error('inside', { cause: withCode('25006') }) });
    const several = new AggregateError([new Error('x'), withCode('57P01')]);
    expect([wrapped, several].map((error) => [postgresFailure(error), spendsConnection(error)])).toEqual([
      ['unavailable', true],
      ['unavailable', true],
    ]);
  });

  it('ignores other errors', () => {
    for (const error of [new TypeError('x'), 'text', undefined, null, { code: 12345 }, withCode('ENOENT')]) {
      expect([postgresFailure(error), spendsConnection(error)]).toEqual(['statement', false]);
    }
  });

  it('names the constraint that was violated', () => {
    const foreign = withCode('23503', { constraint: 'a_fkey' });
    expect([isForeignKeyViolation(foreign), isForeignKeyViolation(foreign, 'b_fkey')]).toEqual([true, false]);
    expect([isUniqueViolation(foreign), isUniqueViolation(withCode('23505'))]).toEqual([false, true]);
  });
});
