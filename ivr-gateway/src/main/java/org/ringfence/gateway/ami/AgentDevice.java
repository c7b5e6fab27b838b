package org.ringfence.gateway.ami;

/// The names by which Asterisk knows an agent's phones: `PJSIP/anna` is the desk phone,
/// `PJSIP/anna_web` the phone in the browser. No agent's id has an underscore.
public final class AgentDevice {

  private static final String TECHNOLOGY = "PJSIP/";
  private static final String BROWSER = "_web";

  private AgentDevice() {}

  /// The device of an agent's desk phone.
  public static String desk(String agent) {
    return TECHNOLOGY + agent;
  }

  /// The device of an agent's phone in the browser.
  public static String browser(String agent) {
    return desk(browserUser(agent));
  }

  /// The SIP user of an agent's phone in the browser.
  public static String browserUser(String agent) {
    return agent + BROWSER;
  }

  /// Whose phone an endpoint would be if it is one of an agent: `anna` for both of hers.
  public static String agentOf(String endpoint) {
    return endpoint.endsWith(BROWSER)
        ? endpoint.substring(0, endpoint.length() - BROWSER.length())
        : endpoint;
  }
}
