# What R says of the cases in the file that is named: one number a line, `name value`, for statistics_reference_test.
suppressMessages({library(vegan); library(survey)})
say <- function(name, value) cat(sprintf("%s %.17g\n", name, value))
cases <- readLines(commandArgs(trailingOnly = TRUE)[1])
for (line in cases) {
  words <- strsplit(line, " ")[[1]]
  name <- words[1]
  x <- as.numeric(words[-1])
  if (startsWith(name, "counts")) {
    say(paste0(name, ".hill1"), exp(diversity(x, "shannon")))
    say(paste0(name, ".hill2"), diversity(x, "invsimpson"))
    say(paste0(name, ".hill3"), renyi(x, scales = 3, hill = TRUE)[[1]])
    chao <- estimateR(x)
    say(paste0(name, ".chao"), chao["S.chao1"])
    if (sum(x == 1) > 1 && sum(x == 2) > 0) say(paste0(name, ".chao_error"), chao["se.chao1"])
    n <- length(x)
    say(paste0(name, ".gini"), sum(abs(outer(x, x, "-"))) / (2 * n^2 * mean(x)))
  } else if (startsWith(name, "weighted")) {
    y <- x[seq(1, length(x), 2)]
    p <- x[seq(2, length(x), 2)]
    design <- svydesign(ids = ~1, probs = p, data = data.frame(y = y), pps = poisson_sampling(p))
    total <- svytotal(~y, design)
    mean <- svymean(~y, design)
    say(paste0(name, ".total"), coef(total))
    say(paste0(name, ".total_variance"), vcov(total)[1])
    say(paste0(name, ".mean"), coef(mean))
    say(paste0(name, ".mean_variance"), vcov(mean)[1])
  } else if (startsWith(name, "poisson")) {
    interval <- poisson.test(x)$conf.int
    say(paste0(name, ".low"), interval[1])
    say(paste0(name, ".high"), interval[2])
  } else if (startsWith(name, "wilson")) {
    interval <- prop.test(x[1], x[2], correct = FALSE)$conf.int
    say(paste0(name, ".low"), interval[1])
    say(paste0(name, ".high"), interval[2])
  } else if (startsWith(name, "beta")) {
    say(paste0(name, ".quantile"), qbeta(x[3], x[1], x[2]))
  } else if (startsWith(name, "ones")) {
    # The distance of the ratio of ones and twos from the line through the next two; its error from the derivatives.
    f <- list(f1 = x[1], f2 = x[2], f3 = x[3], f4 = x[4])
    gap <- quote(2 * (3 * f3 / f2) - 4 * f4 / f3 - 2 * f2 / f1)
    slopes <- sapply(names(f), function(by) eval(D(gap, by), f))
    say(paste0(name, ".z"), eval(gap, f) / sqrt(sum(slopes^2 * unlist(f))))
    say(paste0(name, ".expected"), 2 * x[2] / (2 * (3 * x[3] / x[2]) - 4 * x[4] / x[3]))
    say(paste0(name, ".without"), 2 / 9 * choose(x[2], 3) * 6 / ((x[3] + 1) * (x[3] + 2)))
  } else if (startsWith(name, "silent")) {
    low <- x[3] / x[1]
    high <- (x[3] + x[1] - x[2]) / x[1]
    error <- sqrt(max(low * (1 - low), high * (1 - high)) / x[1])
    covered <- function(q) pnorm(q + (high - low) / error) - pnorm(-q) - 0.95
    q <- if (covered(qnorm(0.975)) <= 0) qnorm(0.975) else uniroot(covered, c(1.6, 1.97), tol = 1e-15)$root
    end <- function(yes) prop.test(yes, x[1], correct = FALSE, conf.level = 2 * pnorm(q) - 1)$conf.int
    say(paste0(name, ".low"), end(x[3])[1])
    say(paste0(name, ".high"), end(x[3] + x[1] - x[2])[2])
  } else if (startsWith(name, "chart")) {
    events <- x[seq(1, length(x), 2)]
    exposure <- x[seq(2, length(x), 2)]
    centre <- weighted.mean(events / exposure, exposure)
    for (kind in c("rate", "share")) {
      error <- sqrt((if (kind == "rate") centre else centre * (1 - centre)) / exposure)
      spread <- max(1, mean(abs(diff((events / exposure - centre) / error))) / (2 / sqrt(pi)))
      say(paste0(name, ".", kind, ".spread"), spread)
      say(paste0(name, ".", kind, ".low"), sum(pmax(0, centre - 3 * spread * error)))
      greatest <- if (kind == "share") 1 else Inf
      say(paste0(name, ".", kind, ".high"), sum(pmin(greatest, centre + 3 * spread * error)))
    }
  }
}
