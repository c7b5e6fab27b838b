package org.ringfence.simulator.waits;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.TraceRun.Part;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The results as `waits.json`. Nothing in it depends on how fast the machine is; what does not
/// exist is null.
final class WaitsJson {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ObjectNode root = mapper.createObjectNode();

  WaitsJson(WaitsOptions options) {
    root.put("partial", true);
    root.put("seed", options.seed());
    root.put("arrivals", options.arrivals());
    root.put("own_arrivals", options.ownArrivals());
    root.put("mornings", options.mornings());
    PredictionRules rules = options.prediction();
    ObjectNode settings = root.putObject("prediction_settings");
    settings.put("prior_handling_s", rules.priorHandling().toMillis() / 1e3);
    settings.put("prior_handlings", rules.priorHandlings());
    settings.put("prior_patience_s", rules.priorPatience().toMillis() / 1e3);
    settings.put("memory_s", rules.memory().toMillis() / 1e3);
  }

  void add(ModelRun.Result run) {
    ObjectNode node = root.withArrayProperty("models").addObject();
    node.put("name", run.model().name());
    node.put("agents", run.model().agents());
    node.put("load", run.model().load());
    node.put("delayed_share", run.delayed());
    node.put("abandoned_share", run.abandoned());
    ObjectNode all = node.putObject("all_arrivals");
    ObjectNode prefix = node.putObject("own_arrivals");
    errors(all, run.all());
    errors(prefix, run.prefix());
    ranges(prefix, run.ranges());
    put(all.withObjectProperty("rrase"), Predictor.MEAN, run.all());
    put(prefix.withObjectProperty("rrase"), Predictor.MEAN, run.prefix());
    ObjectNode reference = node.putObject("reference");
    for (Predictor predictor : QueueModel.Reference.PREDICTORS) {
      reference.put(predictor.label, run.model().reference().of(predictor));
    }
    node.put("messages", run.messages());
  }

  void add(TraceRun.Result run, List<String> files) {
    ObjectNode node = root.putObject("trace");
    ArrayNode names = node.putArray("files");
    files.forEach(names::add);
    node.put("events", run.events());
    node.put("messages", run.messages());
    node.put("unsaid", run.unsaid());
    part(node.putObject("all"), run.all());
    part(node.putObject("five_or_more_ahead"), run.deep());
    parts(node.putObject("by_month"), run.byMonth());
    parts(node.putObject("by_hour"), run.byHour());
    parts(node.putObject("by_ahead"), run.byDepth());
  }

  void addMornings(List<MorningRun.Result> runs) {
    ArrayNode array = root.putArray("morning");
    for (MorningRun.Result run : runs) {
      ObjectNode node = array.addObject();
      node.put("talk_known", run.talkKnown());
      errors(node, run.errors());
      ranges(node, run.ranges());
    }
  }

  void add(MachinesRun.Result run) {
    ObjectNode node = root.putObject("machines");
    node.put("arrivals", run.arrivals());
    node.put("machines_per_person", MachinesRun.MACHINES_PER_PERSON);
    node.put("right_labels", MachinesRun.RIGHT_LABELS);
    node.put("machines_served_share", run.machinesServed());
    errors(node, run.errors());
    ranges(node, run.ranges());
  }

  void addTargets(Collection<Target> targets) {
    ArrayNode array = root.withArrayProperty("targets");
    for (Target target : targets) {
      ObjectNode node = array.addObject();
      node.put("name", target.name());
      number(node, "value", target.value());
      node.put("must", target.must());
      node.put("goal", target.goal());
      node.put("met", target.met());
    }
  }

  void complete() {
    root.put("partial", false);
  }

  private void parts(ObjectNode node, Map<?, Part> parts) {
    parts.forEach((name, part) -> part(node.putObject(name.toString()), part));
  }

  private void part(ObjectNode node, Part part) {
    errors(node, part.errors);
    ranges(node, part.ranges);
    number(node, "coverage_tolerance", part.ranges.tolerance());
  }

  private void errors(ObjectNode node, ErrorTable errors) {
    node.put("n", errors.anyOf().count());
    number(node, "mean_wait_s", errors.anyOf().meanWaitSeconds());
    ObjectNode rrase = node.putObject("rrase");
    ObjectNode bias = node.putObject("bias_s");
    errors
        .sums()
        .forEach((predictor, sum) -> {
          put(rrase, predictor, errors);
          number(bias, predictor.label, sum.biasSeconds());
        });
  }

  private static void put(ObjectNode node, Predictor predictor, ErrorTable errors) {
    number(node, predictor.label, errors.rrase(predictor));
  }

  private static void ranges(ObjectNode node, RangeSum ranges) {
    number(node, "coverage80", ranges.coverage());
    number(node, "width80_s", ranges.meanWidthSeconds());
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  @Override
  public String toString() {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
