#include "cxsim/simulation/draw_simulation.hpp"

namespace cxsim {

DrawSimulation::DrawSimulation(DrawModel model)
    : model_(std::make_unique<DrawModel>(std::move(model))),
      batches_(batches_per_draw),
      usual_waiting_(model_->touchpoints, model_->population.segments) {
  usual_calls_ = usual_waiting_.calls(model_->reference_maps, model_->population.real);
  usual_waits_ = waits_of(model_->reference_maps, model_->population.segments, usual_calls_);
  lanes_.assign(model_->lanes.size(), {usual_waiting_, usual_calls_, usual_waits_, {}});
}

void DrawSimulation::begin_batch(std::uint32_t batch) { batches_[batch].emplace(*model_, batch); }

void DrawSimulation::begin_month(int month) {
  std::vector<SegmentMaps> maps;
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    SegmentMaps month_maps = model_->lanes[lane].at(month);
    LaneWaits& own = lanes_[lane];
    own.waits = waits(month, lane);
    for (std::uint32_t segment = 0; segment < month_maps.size(); ++segment) {
      month_maps[segment] = with_waits(month_maps[segment], segment, own.waits, usual_waits_);
    }
    maps.push_back(std::move(month_maps));
  }
  maps_ = group_lanes(std::move(maps));
}

std::vector<LineWait> DrawSimulation::waits(int month, std::size_t lane) const {
  SegmentMaps const& maps = model_->lanes[lane].at(month);
  for (std::size_t earlier = 0; earlier < lane; ++earlier) {
    if (wait_the_same(maps, lanes_[lane].calls, model_->lanes[earlier].at(month),
                      lanes_[earlier].calls)) {
      return lanes_[earlier].waits;
    }
  }
  return waits_of(maps, model_->population.segments, lanes_[lane].calls);
}

void DrawSimulation::live_month(std::uint32_t batch, int month, LifeWatcher* watcher) {
  batches_[batch]->live_month(month, *maps_, watcher);
}

double DrawSimulation::usual_customers(int month, SegmentId segment) const {
  if (!model_->lives_reference()) {
    return model_
        ->usual_customers[static_cast<std::size_t>(month - 1) * model_->reference_maps.size() +
                          segment.index];
  }
  double usual = 0;
  for (auto const& batch : batches_) {
    usual += batch->usual_customers(month, segment);
  }
  return usual;
}

std::vector<double> DrawSimulation::customers(int month, std::size_t lane) const {
  std::vector<double> result(model_->reference_maps.size(), 0);
  for (SegmentId const segment : model_->population.segments) {
    double const usual = usual_customers(month, segment);
    double now = 0;
    for (auto const& batch : batches_) {
      now += batch->customers(month, segment, lane);
    }
    double const real = model_->population.real[segment.index];
    result[segment.index] = usual > 0 ? real * (now / usual) : real;
  }
  return result;
}

void DrawSimulation::end_month(int month) {
  if (usual_waits_.empty()) {
    return;
  }
  auto const add = [](std::vector<LineCalls> const& calls, std::vector<LineWait> const& waits,
                      std::vector<LineTally>& lines) {
    for (std::size_t line = 0; line < calls.size(); ++line) {
      lines.push_back(tally_of(calls[line], waits[line]));
    }
  };
  add(usual_calls_, usual_waits_, reference_lines_);
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    LaneWaits& own = lanes_[lane];
    own.calls = own.waiting.calls(maps_->portfolios[lane], customers(month, lane));
    add(own.calls, own.waits, own.lines);
  }
}

BatchTally DrawSimulation::finish(std::uint32_t batch) { return batches_[batch]->finish(*maps_); }

}  // namespace cxsim
