package org.ringfence.desktop.accounts;

import java.time.Instant;

/// What signs an account in once, without a password.
///
/// @param hash the SHA-256 of what stands in the link
/// @param expires when it ends unused
public record SignInLink(String account, String hash, Instant expires) {}
