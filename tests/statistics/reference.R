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
  }
}
