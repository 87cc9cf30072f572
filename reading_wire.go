package enligt

// The shapes of a reading in JSON. A pointer is a field that may be null. The
// order of the fields is the order on the line.

type readingWire struct {
	Document   documentWire    `json:"document"`
	Error      *errorWire      `json:"error,omitempty"`
	Statements []statementWire `json:"statements"`
	Actors     []actorWire     `json:"actors"`
	Times      []timexWire     `json:"times"`
	Places     []placeWire     `json:"places"`
	Events     []eventWire     `json:"events"`
	Warnings   []string        `json:"warnings"`
	MadeBy     madeByWire      `json:"made_by"`
}

type errorWire struct {
	At   *string `json:"at"`
	What string  `json:"what"`
	Do   *string `json:"do"`
}

type madeByWire struct {
	Enligt string  `json:"enligt"`
	Pack   *string `json:"pack"`
}

type documentWire struct {
	ID        string      `json:"id"`
	Lang      *string     `json:"lang"`
	Title     *string     `json:"title"`
	Published *string     `json:"published"`
	Outlet    *string     `json:"outlet"`
	URL       *string     `json:"url"`
	Text      *string     `json:"text"`
	Blocks    []blockWire `json:"blocks"`

	Address   string        `json:"address,omitempty"`
	Author    string        `json:"author,omitempty"`
	Medium    string        `json:"medium,omitempty"`
	Fetched   string        `json:"fetched,omitempty"`
	RawHash   string        `json:"raw_hash,omitempty"`
	Extractor string        `json:"extractor,omitempty"`
	Refs      []refWire     `json:"refs,omitempty"`
	Segments  []segmentWire `json:"segments,omitempty"`
	Warnings  []string      `json:"warnings,omitempty"`
}

type blockWire struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type refWire struct {
	Kind    string `json:"kind"`
	Address string `json:"address"`
}

type segmentWire struct {
	spanWire
	From    int     `json:"from"` // milliseconds
	To      int     `json:"to"`
	Speaker *string `json:"speaker"`
}

// spanWire is a slice of document.text in code points, with its words.
type spanWire struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type statementWire struct {
	ID         string        `json:"id"`
	Key        string        `json:"key"`
	Content    []spanWire    `json:"content"`
	Cue        *spanWire     `json:"cue"`
	Source     *spanWire     `json:"source"`
	Form       string        `json:"form"`
	Act        string        `json:"act"`
	Polarity   string        `json:"polarity"`
	Parent     *string       `json:"parent"`
	Nested     bool          `json:"nested"`
	Block      *string       `json:"block"`
	Speaker    []speakerWire `json:"speaker"`
	Addressee  []partyWire   `json:"addressee"`
	Channel    *channelWire  `json:"channel"`
	Via        []partyWire   `json:"via"`
	When       *datedWire    `json:"when"`
	Condition  *spanWire     `json:"condition"`
	Doubt      []doubtWire   `json:"doubt"`
	About      []string      `json:"about"`
	Confidence float64       `json:"confidence"`
}

type speakerWire struct {
	Actor *string    `json:"actor"`
	Name  string     `json:"name"`
	Kind  string     `json:"kind"`
	From  []spanWire `json:"from"`
	Role  *spanWire  `json:"role"`
}

type partyWire struct {
	Actor *string `json:"actor"`
	Name  string  `json:"name"`
	spanWire
}

type channelWire struct {
	Name string  `json:"name"`
	Type *string `json:"type"`
	spanWire
}

type datedWire struct {
	Value string     `json:"value"`
	From  []spanWire `json:"from"`
}

type doubtWire struct {
	Kind string `json:"kind"`
	spanWire
}

type actorWire struct {
	ID       string     `json:"id"`
	Key      *string    `json:"key"`
	Name     string     `json:"name"`
	Kind     string     `json:"kind"`
	Roles    []spanWire `json:"roles"`
	Mentions []spanWire `json:"mentions"`
}

type timexWire struct {
	spanWire
	Type  string  `json:"type"`
	Value *string `json:"value"`
}

type placeWire struct {
	spanWire
	Name      string   `json:"name"`
	GeoNames  *int     `json:"geonames"`
	Country   *string  `json:"country"`
	Lat       *float64 `json:"lat"`
	Lon       *float64 `json:"lon"`
	Precision *string  `json:"precision"`
}

type eventWire struct {
	ID       string     `json:"id"`
	Category string     `json:"category"`
	Mode     *string    `json:"mode"`
	Trigger  spanWire   `json:"trigger"`
	Actors   []string   `json:"actors"`
	Targets  []string   `json:"targets"`
	Where    *datedWire `json:"where"`
	When     *datedWire `json:"when"`
	By       *string    `json:"by"`
}
