package org.ringfence.simulator.waits;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import umontreal.ssj.randvar.ExponentialGen;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/// M/M/s+M as a program of events on SSJ (L'Ecuyer), which shares nothing with ours: the oracle.
final class SsjLine {

  private final Simulator simulator = new Simulator();
  private final MRG32k3a arrivals = new MRG32k3a();
  private final MRG32k3a talks = new MRG32k3a();
  private final MRG32k3a patience = new MRG32k3a();
  private final Deque<Caller> line = new ArrayDeque<>();
  private final int agents;
  private final double arrivalRate;
  private final double abandonRate;
  private final double warmUp;
  private int busy;
  private long counted;
  private long delayed;
  private long abandoned;
  private double waited;

  SsjLine(int agents, double arrivalRate, double abandonRate, double warmUp) {
    this.agents = agents;
    this.arrivalRate = arrivalRate;
    this.abandonRate = abandonRate;
    this.warmUp = warmUp;
  }

  private final class Caller extends Event {
    final double came;

    Caller(double came) {
      super(simulator);
      this.came = came;
    }

    /// Gives up.
    @Override
    public void actions() {
      line.remove(this);
      leaves(this);
      abandoned += came >= warmUp ? 1 : 0;
    }
  }

  private final class Comes extends Event {
    Comes() {
      super(simulator);
    }

    @Override
    public void actions() {
      new Comes().schedule(ExponentialGen.nextDouble(arrivals, arrivalRate));
      Caller caller = new Caller(simulator.time());
      counted += caller.came >= warmUp ? 1 : 0;
      if (busy < agents) {
        talk();
        return;
      }
      delayed += caller.came >= warmUp ? 1 : 0;
      line.add(caller);
      caller.schedule(ExponentialGen.nextDouble(patience, abandonRate));
    }
  }

  private final class TalkEnds extends Event {
    TalkEnds() {
      super(simulator);
    }

    @Override
    public void actions() {
      busy--;
      @Nullable Caller next = line.poll();
      if (next != null) {
        next.cancel();
        leaves(next);
        talk();
      }
    }
  }

  private final class Stops extends Event {
    Stops() {
      super(simulator);
    }

    @Override
    public void actions() {
      simulator.stop();
    }
  }

  private void talk() {
    busy++;
    new TalkEnds().schedule(ExponentialGen.nextDouble(talks, 1));
  }

  private void leaves(Caller caller) {
    waited += caller.came >= warmUp ? simulator.time() - caller.came : 0;
  }

  SimulatedLine run(double until) {
    simulator.init();
    new Stops().schedule(until);
    new Comes().schedule(0);
    simulator.start();
    return new SimulatedLine(
        (double) delayed / counted, (double) abandoned / counted, waited / counted);
  }
}
