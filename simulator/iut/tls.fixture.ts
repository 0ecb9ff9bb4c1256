/**
 * A certificate for 127.0.0.1 that nobody but these tests trusts, valid from 22 November 2026 until 2126. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=control.example`
 * `-addext subjectAltName=IP:127.0.0.1 -addext keyUsage=digitalSignature,keyCertSign`.
 */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBqTCCAU+gAwIBAgIUCcjGYJLdQK23bmyII0DnIM2WDdUwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPY29udHJvbC5leGFtcGxlMCAXDTI2MTEyMjIzMzgxOFoYDzIx
MjYxMDI5MjMzODE4WjAaMRgwFgYDVQQDDA9jb250cm9sLmV4YW1wbGUwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATHpvTGh+ufeF5U1IVi5HU+fTPwRn5PKqJmIK1B
boplbxwcGXx6dqiVA/DwXwCXgx4nA9UiVBURlMD95J6dliVNo3EwbzAdBgNVHQ4E
FgQUjhAuXgHOZHqJhJNefFJJpfBTNYMwHwYDVR0jBBgwFoAUjhAuXgHOZHqJhJNe
fFJJpfBTNYMwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAsGA1Ud
DwQEAwIChDAKBggqhkjOPQQDAgNIADBFAiEArIJHSARNhaowk9NBMaIntUWWtBj5
SBa/1m18Agy76v0CIDAnGb5TIELpfbU01T6KMND7+wrx0MSgsl0jgoJy5KWV
-----END CERTIFICATE-----
`;

/** Its key, which protects nothing. */
export const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbJEVisHtAUKcV9Xv
PHd9TKt+lV+WhH0ddqswOsvbQXOhRANCAATHpvTGh+ufeF5U1IVi5HU+fTPwRn5P
KqJmIK1BboplbxwcGXx6dqiVA/DwXwCXgx4nA9UiVBURlMD95J6dliVN
-----END PRIVATE KEY-----
`;
