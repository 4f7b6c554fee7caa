#!/usr/bin/python3
"""Walks the episodes of a map (ratios_bench --dump) with SimPy: one process per episode.

Prints the same as walk_numpy.py. Works with SimPy 2 (Debian's python3-simpy) and with SimPy 3 and 4.
"""
import json
import random
import statistics
import sys
import time

try:
    import simpy
except ImportError:
    simpy = None
    from SimPy.Simulation import Process, Simulation, hold

NORMAL = statistics.NormalDist()


def steps(model, entry, luck, totals):
    """One episode; yields once per visit."""
    at, contacts, visits = entry, 0, 0
    while at >= 0:
        point = model["touchpoints"][at]
        failed = luck.random() < point["failure"]
        latent = point["level"] + point["spread"] * luck.gauss(0, 1) - failed * point["penalty"]
        latent -= point["contact"] * model["repeat_penalty"] * contacts
        contacts += point["contact"]
        experience = 100 * NORMAL.cdf(latent)
        visits += 1
        totals[2] += failed
        totals[3] += experience
        totals[4] += experience * experience
        draw = luck.random()
        at = next(target for upto, target in point["failed" if failed else "success"] if draw < upto)
        yield
    totals[0] += 1
    totals[1] += visits
    totals[5] += visits * visits


def run_new(model, episodes, luck, totals):
    environment = simpy.Environment()

    def episode(entry):
        for _ in steps(model, entry, luck, totals):
            yield environment.timeout(1)

    for entry in model["entries"]:
        for _ in range(episodes):
            environment.process(episode(entry))
    environment.run()


def run_old(model, episodes, luck, totals):
    class Episode(Process):
        def run(self, entry):
            for _ in steps(model, entry, luck, totals):
                yield hold, self, 1

    simulation = Simulation()
    simulation.initialize()
    for entry in model["entries"]:
        for _ in range(episodes):
            episode = Episode(sim=simulation)
            simulation.activate(episode, episode.run(entry))
    simulation.simulate(until=1e9)


def main():
    model = json.load(open(sys.argv[1], encoding="utf-8"))
    totals = [0.0] * 6
    begin = time.process_time()
    (run_new if simpy else run_old)(model, int(sys.argv[2]), random.Random(1), totals)
    print(time.process_time() - begin, *totals)


main()
