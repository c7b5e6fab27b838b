package org.ringfence.desktop.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.oidc.OidcAttempts.Attempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A provider of OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce (OpenID
/// Connect Core 1.0, section 3.1). What it says counts only as a signed ID token for us.
public final class OidcProvider {

  /// Who waits at a sign-in waits no longer for the provider.
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// What the provider says of itself is asked for anew after so long.
  static final Duration KNOWN_FOR = Duration.ofHours(1);

  /// A provider that was away is left alone for so long.
  static final Duration LEFT_ALONE = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 256 * 1024;

  /// Those of which the provider alone has the key.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcSettings settings;
  private final Supplier<String> secrets;
  private final InstantSource clock;
  private final OidcAttempts attempts = new OidcAttempts();
  private @Nullable OIDCProviderMetadata metadata;
  private Instant askAgainAt = Instant.MIN;

  /// @param secrets makes 43 random characters at each call
  public OidcProvider(OidcSettings settings, Supplier<String> secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Why somebody did not come in.
  public enum Failure {
    /// The provider refused, or the person gave up there.
    REFUSED,
    /// Too late, used already, or begun in another browser.
    OVER,
    /// The provider does not answer.
    AWAY,
    /// What came cannot be trusted.
    WRONG,
    /// Known there, but nobody here.
    NOBODY
  }

  /// What a step came to.
  public sealed interface Outcome {
    /// @param leadTo the provider's page
    /// @param browser what the browser's cookie is to hold until it is back
    record Begun(URI leadTo, String browser) implements Outcome {}

    /// @param to the page that was wanted
    record Known(Outsider who, String to) implements Outcome {}

    record Failed(Failure why) implements Outcome {}
  }

  /// Begins a sign-in.
  ///
  /// @param back where the provider is to lead back to; the provider must know this address
  /// @param to the page that was wanted
  public Outcome begin(String back, String to) {
    try {
      Attempt attempt =
          new Attempt(
              secrets.get(),
              secrets.get(),
              secrets.get(),
              secrets.get(),
              back,
              to,
              clock.instant());
      URI leadTo =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE,
                  new Scope(settings.scopes().toArray(new String[0])),
                  new ClientID(settings.clientId()),
                  URI.create(back))
              .endpointURI(metadata().getAuthorizationEndpointURI())
              .state(new State(attempt.state()))
              .nonce(new Nonce(attempt.nonce()))
              .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
              .build()
              .toURI();
      attempts.add(attempt);
      return new Outcome.Begun(leadTo, attempt.browser());
    } catch (GeneralException | IOException away) {
      return failed(Failure.AWAY, away);
    }
  }

  /// The browser is back.
  ///
  /// @param parameters what the provider gave it along
  /// @param browser what its cookie holds
  public Outcome finish(Map<String, String> parameters, String browser) {
    Optional<Attempt> known =
        attempts.take(parameters.getOrDefault("state", ""), browser, clock.instant());
    if (known.isEmpty()) {
      return new Outcome.Failed(Failure.OVER);
    }
    @Nullable String code = parameters.get("code");
    if (code == null || code.isEmpty()) {
      log.atInfo().addKeyValue("error", shown(parameters.get("error"))).log("oidc refused");
      return new Outcome.Failed(Failure.REFUSED);
    }
    @Nullable String issuer = parameters.get("iss");
    if (issuer != null && !issuer.equals(settings.issuer())) {
      // RFC 9207: an answer of another provider.
      return new Outcome.Failed(Failure.WRONG);
    }
    try {
      return person(known.get(), claims(known.get(), code));
    } catch (IOException away) {
      return failed(Failure.AWAY, away);
    } catch (GeneralException | BadJOSEException | JOSEException | IllegalArgumentException wrong) {
      return failed(Failure.WRONG, wrong);
    }
  }

  private Outcome person(Attempt attempt, IDTokenClaimsSet claims) {
    return Outsider.from(settings, claims.getSubject().getValue(), claims.toJSONObject())
        .<Outcome>map(who -> new Outcome.Known(who, attempt.to()))
        .orElseGet(() -> new Outcome.Failed(Failure.NOBODY));
  }

  private IDTokenClaimsSet claims(Attempt attempt, String code)
      throws IOException, GeneralException, BadJOSEException, JOSEException {
    OIDCProviderMetadata provider = metadata();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            URI.create(attempt.back()),
            new CodeVerifier(attempt.verifier()));
    HTTPRequest request = tokenRequest(provider.getTokenEndpointURI(), grant).toHTTPRequest();
    request.setConnectTimeout((int) TIMEOUT.toMillis());
    request.setReadTimeout((int) TIMEOUT.toMillis());
    request.setFollowRedirects(false);
    TokenResponse response = OIDCTokenResponseParser.parse(request.send());
    if (!(response instanceof OIDCTokenResponse tokens)) {
      throw new ParseException(
          "the token was refused: " + response.toErrorResponse().getErrorObject().getCode());
    }
    @Nullable JWT token = tokens.getOIDCTokens().getIDToken();
    if (token == null
        || !(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm)
        || !ALGORITHMS.contains(algorithm)) {
      throw new ParseException("no ID token that is signed by the provider");
    }
    return validator(provider, algorithm).validate(token, new Nonce(attempt.nonce()));
  }

  private TokenRequest tokenRequest(URI endpoint, AuthorizationCodeGrant grant) throws IOException {
    ClientID client = new ClientID(settings.clientId());
    if (settings.clientSecretFile().isEmpty()) {
      return new TokenRequest.Builder(endpoint, client, grant).build();
    }
    Secret secret = new Secret(Files.readString(Path.of(settings.clientSecretFile())).strip());
    return new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, secret), grant).build();
  }

  private IDTokenValidator validator(OIDCProviderMetadata provider, JWSAlgorithm algorithm)
      throws MalformedURLException {
    return new IDTokenValidator(
        new Issuer(settings.issuer()),
        new ClientID(settings.clientId()),
        algorithm,
        provider.getJWKSetURI().toURL(),
        new DefaultResourceRetriever(
            (int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis(), MOST_BYTES));
  }

  private synchronized OIDCProviderMetadata metadata() throws GeneralException, IOException {
    Instant now = clock.instant();
    if (now.isBefore(askAgainAt)) {
      if (metadata == null) {
        throw new IOException("the provider was away a moment ago");
      }
      return metadata;
    }
    metadata = null;
    askAgainAt = now.plus(LEFT_ALONE);
    metadata =
        OIDCProviderMetadata.resolve(
            new Issuer(settings.issuer()), (int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis());
    askAgainAt = now.plus(KNOWN_FOR);
    return metadata;
  }

  private static Outcome failed(Failure why, Exception cause) {
    log.atWarn()
        .addKeyValue("why", why)
        .addKeyValue("cause", shown(cause.toString()))
        .log("oidc sign-in failed");
    return new Outcome.Failed(why);
  }

  private static String shown(@Nullable String text) {
    String one = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ");
    return one.length() > 200 ? one.substring(0, 200) : one;
  }
}
