package value

import "strings"

// adjectives and nouns are the words of names and sentences: common, short, and fit for
// any record that a person may see. A general list has words that are not.
var (
	adjectives = strings.Fields(`amber ample bold brief bright brisk broad calm clear clever cool coral crisp deep early
		eager even fair fast fine firm fresh gentle golden grand green happy ivory keen kind large late light lively
		local lucky main mellow merry mild modern neat new noble north olive open plain polite prime proud quick quiet
		rapid ready rich round royal sharp short silent silver simple smart smooth snowy soft solid south spare steady
		still sunny swift tidy tiny true upper urban vast vivid warm western wide wise young`)
	nouns = strings.Fields(`anchor apple arch atlas aurora badge basin beacon bird bloom board boat book bridge brook
		cabin camera canal candle canyon cedar chart circle cliff clock cloud coast comet compass copper corner
		cottage creek crystal delta desk dune eagle echo ember engine falcon feather fern field forest fountain
		garden gate glacier grove harbor hill horizon island jacket journal kettle lake lamp lantern leaf ledger
		letter library lion maple map market meadow mill mirror moon mountain oak ocean orchard otter panel paper
		path pearl pebble pine pioneer planet plaza pond prairie quartz rail raven report ridge river road rocket
		saddle sail signal sky spring square station stone stream summit table tiger timber tower trail train
		valley view village violet voyage wagon wave willow window`)
)

func (w draw) adjective() string { return pick(w, adjectives) }

func (w draw) noun() string { return pick(w, nouns) }
