package org.ringfence.desktop.board;

import java.util.List;
import java.util.Optional;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.LineView;
import org.ringfence.desktop.board.BoardViews.MinuteView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.TotalsView;
import org.ringfence.desktop.board.BoardViews.VerdictView;
import org.ringfence.desktop.board.DefenceViews.AlertsView;
import org.ringfence.desktop.board.DefenceViews.CampaignsView;
import org.ringfence.desktop.board.DefenceViews.DoorsView;
import org.ringfence.desktop.board.DefenceViews.ListsView;
import org.ringfence.desktop.board.DefenceViews.TrailView;

/// The whole board at one version.
///
/// @param version grows with every change; 0 is older than everything
/// @param verdicts the latest, oldest first
/// @param minutes the last hour, oldest first; minutes without a verdict are absent
public record BoardSnapshot(
    long version,
    List<Versioned<LineView>> lines,
    List<Versioned<QueueView>> queues,
    List<Versioned<AgentView>> agents,
    List<Versioned<VerdictView>> verdicts,
    List<Versioned<MinuteView>> minutes,
    Versioned<TotalsView> totals,
    Versioned<CampaignsView> campaigns,
    Versioned<ListsView> lists,
    Versioned<DoorsView> doors,
    Versioned<TrailView> trail,
    Versioned<AlertsView> alerts) {

  public BoardSnapshot {
    lines = List.copyOf(lines);
    queues = List.copyOf(queues);
    agents = List.copyOf(agents);
    verdicts = List.copyOf(verdicts);
    minutes = List.copyOf(minutes);
  }

  public Optional<AgentView> findAgent(String id) {
    return agents.stream().map(Versioned::item).filter(a -> a.agent().equals(id)).findFirst();
  }

  /// What changed after a version; everything for version 0.
  public BoardChange since(long from) {
    return new BoardChange(
        Versioned.since(from, lines),
        Versioned.since(from, queues),
        Versioned.since(from, agents),
        Versioned.since(from, verdicts),
        Versioned.since(from, minutes),
        Versioned.since(from, List.of(totals)),
        Versioned.since(from, List.of(campaigns)),
        Versioned.since(from, List.of(lists)),
        Versioned.since(from, List.of(doors)),
        Versioned.since(from, List.of(trail)),
        Versioned.since(from, List.of(alerts)));
  }

  /// What changed after a version and concerns one agent: the agent, and the queues of the agent's
  /// pool.
  ///
  /// @param supervisors whether supervisors in the talk are shown
  public BoardChange sinceFor(AgentView agent, long from, boolean supervisors) {
    return new BoardChange(
        List.of(),
        Versioned.since(from, queues).stream()
            .filter(queue -> queue.pool().equals(agent.pool()))
            .toList(),
        Versioned.since(from, agents).stream()
            .filter(changed -> changed.agent().equals(agent.agent()))
            .map(changed -> supervisors ? changed : changed.withoutSupervisors())
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// The changed items; an item replaces the one with the same name, number or minute.
  ///
  /// @param totals one item or none, as all that follow
  public record BoardChange(
      List<LineView> lines,
      List<QueueView> queues,
      List<AgentView> agents,
      List<VerdictView> verdicts,
      List<MinuteView> minutes,
      List<TotalsView> totals,
      List<CampaignsView> campaigns,
      List<ListsView> lists,
      List<DoorsView> doors,
      List<TrailView> trail,
      List<AlertsView> alerts) {

    // Not named isEmpty: that would be one more JSON field.
    public boolean saysNothing() {
      return lines.isEmpty()
          && queues.isEmpty()
          && agents.isEmpty()
          && verdicts.isEmpty()
          && minutes.isEmpty()
          && totals.isEmpty()
          && campaigns.isEmpty()
          && lists.isEmpty()
          && doors.isEmpty()
          && trail.isEmpty()
          && alerts.isEmpty();
    }
  }
}
